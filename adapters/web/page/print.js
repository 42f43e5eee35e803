// The page to be printed: the browser asks for the printer as soon as it stands there, and again by its button.

document.getElementById('print')?.addEventListener('click', () => print())
addEventListener('load', () => print())
