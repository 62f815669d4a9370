import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Figure } from './board.ts'

use([LineChart, BarChart, GridComponent, SVGRenderer])

const COLOURS = { plain: '#0B5D4B', fine: '#0B6B3A', late: '#B42318', soon: '#8A4B00' }

/** A trend without axes: its shape is the message, the numbers stand in the table. Nothing moves when it refreshes. */
export function Chart({ chart, tone }: Pick<Figure, 'chart' | 'tone'>) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<ECharts | null>(null)
  const { kind, from, values, says } = chart

  useEffect(() => {
    const made = init(box.current!, null, { renderer: 'svg' })
    drawn.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(box.current!)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const color = COLOURS[tone]
    drawn.current?.setOption({
      animation: false,
      grid: { left: 2, right: 2, top: 4, bottom: 4 },
      xAxis: { type: 'category', show: false, data: values.map((_, at) => at), boundaryGap: kind === 'bar' },
      yAxis: { type: 'value', show: false, min: from === 'zero' ? 0 : 'dataMin' },
      series: [
        kind === 'bar'
          ? { type: 'bar', data: values, itemStyle: { color }, barMaxWidth: 28, silent: true }
          : {
              type: 'line',
              data: values,
              showSymbol: false,
              lineStyle: { color, width: 2 },
              silent: true,
            },
      ],
    })
  }, [kind, from, tone, values])
  return <div ref={box} className="chart" role="img" aria-label={says} />
}
