import { testAdapter } from '../../contracts/adapter.ts'
import { consoleScene } from './scene.ts'

testAdapter('The terminal', consoleScene)
