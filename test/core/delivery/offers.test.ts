import { createOffers } from '../../../src/core/delivery/offers.ts'
import { testOffers } from '../../contracts/offers.ts'

testOffers('of one process', terms => [createOffers(terms)])
