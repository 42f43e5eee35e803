import { testStore, testTwoOpenings } from '../contracts/store.ts'
import { byEnding, byWord } from '../store/contract/documents.ts'
import { newSchema } from './schema.ts'

testStore('The PostgreSQL store, with keys kept', () => newSchema({ indexes: [byWord, byEnding] }))
testStore('The PostgreSQL store, looking through', () => newSchema())
testTwoOpenings('the PostgreSQL store', 'shared', () => newSchema({ indexes: [byWord, byEnding] }))
