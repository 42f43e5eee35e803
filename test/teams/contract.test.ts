import { testAdapter } from '../contracts/adapter.ts'
import { teamsScene } from './scene.ts'

testAdapter('Teams', () => teamsScene())
