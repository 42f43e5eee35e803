import { testAdapter } from '../contracts/adapter.ts'
import { slackScene } from './scene.ts'

testAdapter('Slack over HTTP', () => slackScene('HTTP'))
testAdapter('Slack over Socket Mode', () => slackScene('Socket Mode'))
