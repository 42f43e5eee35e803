/**
 * Given names as people type them in small letters behind a comma: “Call the tutor, ana”. Names that are words as well (will, rose,
 * mark) are not among them: with a capital, or where a colleague is called so, they are understood all the same.
 */
export const givenNames: ReadonlySet<string> = new Set(
  `
aaron abby abdul abigail adam adrian ahmed aisha alan albert alejandra alejandro alex alexa alexander alexandra alexis
alfredo ali alice alicia alison allan allen allison alma alyssa amanda amelia amina amir amy ana andre andrea andrew
andy angel angela angelica anita ann anna anne annette annie anthony antonio anya ariana armando arthur ashley audrey
ava barbara beatriz becky ben benjamin bernard beth bethany betty beverly bob bobby bonnie brad bradley brandon brenda
brendan brent brian brianna bridget brittany brooke bruce bryan caitlin caleb cameron camila candace carl carla carlos
carmen carol caroline carolyn carrie catherine cathy cecilia chad charlene charles charlie charlotte chelsea cheryl
chloe chris christian christina christine christopher cindy claire clara claudia cleo cody colin connie connor corey
courtney craig cristina curtis cynthia dana daniel daniela danielle danny darlene darren dave david debbie deborah
debra denise dennis derek diana diane diego dmitri dolores don donald donna doris dorothy doug douglas dustin dylan
eddie edgar eduardo edward edwin eileen elaine eleanor elena eli elias elijah elizabeth ella ellen emily emma eric
erica erik erika erin ernesto esther ethan eugene eva evan evelyn fatima felipe fernando fiona florence frances
francis francisco fred gabriel gabriela gail gary geoffrey george gerald geraldine gina giovanni gladys glenda gloria
gordon greg gregory gwen hannah harold harry hassan hector helen henry hiroshi howard hugo ian ibrahim irene irma
isaac isabel isabella isaiah ivan jackie jackson jacob jacqueline jaime jake jamal james jamie jan jane janet janice
jared jasmine jason javier jay jayden jean jeff jeffrey jen jennifer jenny jeremy jerome jerry jesse jessica jesus
jill jim jimmy jo joan joann joanna joanne joe joel joey john johnny jon jonathan jordan jorge jose joseph josh joshua
joyce juan juanita judith judy julia julian juliana julie julio justin karen karina karl kate katherine kathleen
kathryn kathy katie kayla keisha keith kelly ken kenji kenneth kevin khalid kim kimberly kristen kristin kristina
kumar kurt kyle larissa larry latoya laura lauren laurie leah leila leo leon leonard leslie leticia li liam lily linda
lindsay lisa liz lois lola loretta lori louis louise lucas lucia lucy luis luke lydia lynn madison maggie mandy manuel
marc marcia marco marcus margaret maria mariah marie marilyn mario marion marisol marjorie marlene marta martha martin
marvin mary mateo matt matthew maureen max maya megan mei melanie melinda melissa mia michael michele michelle miguel
mike mila miles mindy miriam mohamed mohammed moira molly monica monique muhammad nadia nancy naomi natalia natalie
natasha nathan nathaniel neil nia nicholas nick nicole nina noah noor nora norma oksana oliver olivia omar oscar pablo
pam pamela patricia patrick patty paul paula paulo pedro peggy peter phil philip phyllis priya rachel rafael raj ralph
ramon randy raquel raul raymond rebecca regina renee rhonda ricardo richard rick ricky rita robert roberta roberto
robin rochelle rodney roger roland ron ronald rosa ross roxanne roy russell ruth ryan sabrina salma sam samantha samir
samuel sandra sara sarah scott sean sebastian sergio seth shannon sharon sheila shelby sherry shirley sofia sonia
sonya sophia sophie stacey stacy stan stanley stella stephanie stephen steve steven stuart susan susana suzanne sydney
sylvia tamara tami tammy tanya tara ted teresa terri terry theo theresa thomas tiffany tim timothy tina todd tom tommy
toni tony tracy travis trevor tricia tyler tyrone valentina valerie vanessa vera vicki vicky victoria vincent virginia
vivian vladimir walter wanda warren wayne wendy wesley william wilma xavier yasmin yolanda yuki yusuf yvonne zachary
zoe
`
    .trim()
    .split(/\s+/),
)
