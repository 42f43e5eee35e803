import type { DataVisualizationBlock } from '../../../adapters/slack/render/charts.ts'
import type { HomeView, KnownBlock, MessageMetadata, ModalView } from '@slack/types'
import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js'

/** All that a bot hands to Slack, in Slack's own types; of known blocks only, where Slack's type lets any block through. */
export interface Surfaces {
  blocks: (KnownBlock | DataVisualizationBlock)[]
  home: Omit<HomeView, 'blocks'> & { blocks: KnownBlock[] }
  modal: Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] }
  metadata: MessageMetadata
  manifest: Manifest
}
