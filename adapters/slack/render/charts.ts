import type { types } from '@slack/bolt'
import type { Of } from '../../../src/core/message.ts'
import { limits } from '../limits.ts'

/** A number of a chart. */
interface DataPoint {
  /** Maximum length of this field is 20 characters. */
  label: string
  value: number
}

/** Slack’s chart of bars; since June 2026, and not among the types that Slack hands out (docs.slack.dev, “Data visualization block”). */
export interface DataVisualizationBlock extends types.Block {
  type: 'data_visualization'
  /** Maximum length of this field is 50 characters. */
  title: string
  chart: {
    type: 'bar'
    series: readonly {
      /** Maximum length of this field is 20 characters. */
      name: string
      /** Minimum 1, maximum of 20. */
      data: readonly DataPoint[]
    }[]
    axis_config: { categories: readonly string[] }
  }
}

/** Renders a chart; undefined where it is larger than Slack takes, or nothing of it is told. */
export function chartBlock({ label, columns, bars }: Of<'chart'>): DataVisualizationBlock | undefined {
  const data = bars.flatMap(one => (one.value === undefined ? [] : [{ label: one.label, value: one.value }]))
  const categories = data.map(one => one.label)
  const name = columns[1]
  const isTooMuch =
    data.length === 0 ||
    data.length > limits.chartBars ||
    new Set(categories).size < categories.length ||
    [name, ...categories].some(one => one.length > limits.chartLabel) ||
    label.length > limits.chartTitle
  if (isTooMuch) return undefined
  return {
    type: 'data_visualization',
    title: label,
    chart: { type: 'bar', series: [{ name, data }], axis_config: { categories } },
  }
}

/** The numbers of a chart in a line, for whoever does not see it. */
export const chartInWords = ({ bars }: Of<'chart'>): string =>
  bars.map(one => `${one.label}: ${one.words}`).join(' · ')
