import { testAdapter } from '../../contracts/adapter.ts'
import { webScene } from './scene.ts'

testAdapter('The page in the browser', () => webScene())
