import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry as Metrics } from 'prom-client'
import type { House } from '../command/run.ts'

/** Liveness, readiness with each part's state, and Prometheus figures. */
export function mountHealth(app: FastifyInstance, house: House, stopping: () => boolean): void {
  const metrics = new Metrics()
  collectDefaultMetrics({ register: metrics })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  })
  const waiting = new Gauge({
    name: 'jobs_waiting',
    help: 'Jobs not yet done, by queue',
    labelNames: ['queue'],
    registers: [metrics],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/healthz', async (_request, reply) => reply.send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const parts = { http: !stopping(), database: await answers(house), jobs: await works(house) }
    const ready = Object.values(parts).every(Boolean)
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', parts })
  })
  app.get('/metrics', async (_request, reply) => {
    const queues = await house.jobs.waiting().catch(() => ({}))
    for (const [queue, count] of Object.entries(queues)) waiting.set({ queue }, count)
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}

const answers = (house: House) =>
  sql`select 1`.execute(house.db).then(
    () => true,
    () => false,
  )
const works = (house: House) =>
  house.jobs.waiting().then(
    () => true,
    () => false,
  )
