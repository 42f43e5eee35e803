// The floor of any process: it listens.
import { createServer } from 'node:http'
import { ready } from './ready.ts'

ready(createServer())
