import type { Figures } from '../../dossier/index.ts'
import { balanced, count, type Period, percent } from './leaf.ts'

/** The centre's report from counted figures. Pure. */
export function centreReport(figures: Figures, period: Period) {
  const { received, finished, early, onTime, late } = figures
  const [earlyBalanced, onTimeBalanced, lateBalanced] = balanced([early, onTime, late], finished, period)
  return {
    received: count(received, received, period),
    channel: {
      counter: count(figures.counter, received, period),
      online: count(figures.online, received, period),
      post: count(figures.post, received, period),
    },
    finished: count(finished, received, period),
    timeliness: {
      early: count(early, finished, period),
      onTime: count(onTime, finished, period),
      late: count(late, finished, period),
    },
    unfinished: count(received - finished, received, period),
    lateApologised: count(figures.lateApologised, finished, period),
    /** Counted among the finished, told apart: they ended without the decision that was asked for. */
    endedOtherwise: {
      withdrawn: count(figures.withdrawn, finished, period),
      stopped: count(figures.stopped, finished, period),
    },
    carriedOver: {
      received: count(figures.carriedOver, figures.carriedOver, period),
      finished: count(figures.carriedOverFinished, figures.carriedOver, period),
    },
    channelShare: {
      counter: percent(figures.counter, received, period),
      online: percent(figures.online, received, period),
      post: percent(figures.post, received, period),
    },
    /** Both roundings: plain (each share by itself) and balanced (the three add up to 100.00). */
    timelinessShare: {
      plain: {
        early: percent(early, finished, period),
        onTime: percent(onTime, finished, period),
        late: percent(late, finished, period),
      },
      balanced: { early: earlyBalanced!, onTime: onTimeBalanced!, late: lateBalanced! },
    },
  }
}

export type CentreReport = ReturnType<typeof centreReport>
