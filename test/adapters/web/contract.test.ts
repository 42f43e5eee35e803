import { testAdapter } from '../../contracts/adapter.ts'
import { webScene } from './scene.ts'

testAdapter('The page in the browser', () => webScene())
testAdapter('The page behind an address', () => webScene(Date.now, { signIn: true }))
