import { createAllowances } from '../../../src/core/delivery/allowance.ts'
import { testAllowance } from '../../contracts/allowance.ts'

testAllowance('of one process', () => [createAllowances()])
