import { expect, test } from 'vitest'
import { checkDefinition } from '../../src/blocks/procedure/model/check-definition.ts'
import type { Definition } from '../../src/blocks/procedure/model/definition.ts'
import type { Finding } from '../../src/blocks/procedure/model/finding.ts'
import { shipped } from './shipped.ts'

const birth = shipped.find((each) => each.pack.code === '1.001193')!.definition
const land = shipped.find((each) => each.pack.code === '1.012787')!.definition

/** A copy an official is about to spoil. */
function spoiled(definition: Definition, spoil: (copy: Definition) => void): Finding[] {
  const copy = structuredClone(definition)
  spoil(copy)
  return checkDefinition(copy)
}
const codes = (findings: Finding[]) =>
  findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code)

test.each<[string, Definition, (copy: Definition) => void, string]>([
  [
    'an arrow to nowhere',
    birth,
    (d) => {
      d.moves[0]!.to = 'nowhere'
    },
    'reference.state',
  ],
  [
    'a start that does not exist',
    birth,
    (d) => {
      d.initial.desk = 'nowhere'
    },
    'reference.state',
  ],
  [
    'a state nothing leads to',
    birth,
    (d) => {
      d.states.push({ ...d.states.find((s) => s.key === 'appraising')!, key: 'island' })
    },
    'graph.unreachable',
  ],
  [
    'an end one can leave',
    birth,
    (d) => {
      d.moves.push({ ...d.moves[0]!, key: 'again', from: ['returned'], to: 'ready', kind: 'forward' })
    },
    'graph.closed-moves',
  ],
  [
    'a loop without an end',
    land,
    (d) => {
      d.moves = d.moves.filter((move) => !['stop', 'withdraw', 'handOver'].includes(move.kind))
    },
    'graph.dead-end',
  ],
  [
    'nobody holds it',
    birth,
    (d) => {
      d.states.find((s) => s.key === 'signing')!.role = null
    },
    'graph.no-holder',
  ],
  [
    'the same key twice',
    birth,
    (d) => {
      d.form[1]!.fields[0]!.key = d.form[0]!.fields[0]!.key
    },
    'key.twice',
  ],
  [
    'the same option twice',
    birth,
    (d) => {
      d.form[0]!.fields.at(-1)!.options![1]!.value = 'mother'
    },
    'key.twice',
  ],
  [
    'broken FEEL',
    birth,
    (d) => {
      d.documents[0]!.requiredIf = 'answers.bornAtClinic ='
    },
    'feel.syntax',
  ],
  [
    'FEEL that reads the clock',
    birth,
    (d) => {
      d.documents[0]!.requiredIf = 'today() > date("2022-01-01")'
    },
    'feel.syntax',
  ],
  [
    'FEEL about a field that is not there',
    birth,
    (d) => {
      d.documents[0]!.requiredIf = 'answers.bornAtClinik = true'
    },
    'feel.field',
  ],
  [
    'FEEL about something unknown',
    birth,
    (d) => {
      d.documents[0]!.requiredIf = 'weather = "good"'
    },
    'feel.name',
  ],
  [
    'showIf that looks ahead',
    birth,
    (d) => {
      d.form[1]!.fields[0]!.showIf = 'answers.fatherKnown = true'
    },
    'feel.later',
  ],
  [
    'a fee with neither amount nor formula',
    land,
    (d) => {
      d.fees[0]!.amount = undefined
    },
    'fee.amount',
  ],
  [
    'a fee due before a state that is not there',
    land,
    (d) => {
      d.fees[0]!.payableBefore = 'nowhere'
    },
    'reference.state',
  ],
  [
    'an outcome nobody proposes',
    land,
    (d) => {
      d.moves = d.moves.filter((move) => move.key !== 'proposeRejection')
    },
    'outcome.unreached',
  ],
  [
    'a signature that waits for an outcome nobody can sign',
    land,
    (d) => {
      d.moves = d.moves.filter((move) => !['signRejection', 'returnUnsigned', 'stop'].includes(move.key))
    },
    'outcome.stuck',
  ],
  [
    'a good outcome without its paper',
    land,
    (d) => {
      d.outcomes[0]!.document = undefined
    },
    'outcome.no-document',
  ],
  [
    'an outcome whose paper the citizen brings',
    land,
    (d) => {
      d.outcomes[0]!.document = 'application'
    },
    'reference.not-out',
  ],
  [
    'a paper issued that is not there',
    land,
    (d) => {
      d.documents = d.documents.filter((paper) => paper.key !== 'refusal')
    },
    'reference.document',
  ],
  [
    'a clock paused while an officer works',
    land,
    (d) => {
      d.states.find((s) => s.key === 'appraising')!.clock = 'paused'
    },
    'clock.paused',
  ],
  [
    'a status that does not fit its clock',
    land,
    (d) => {
      d.states.find((s) => s.key === 'waitingCorrection')!.status = 4
    },
    'clock.status',
  ],
  [
    'a way around acceptance',
    land,
    (d) => {
      d.moves.find((move) => move.kind === 'accept')!.kind = 'forward'
    },
    'clock.unaccepted',
  ],
  [
    'steps that take longer than the law gives',
    land,
    (d) => {
      d.states.find((s) => s.key === 'appraising')!.allowanceHours = 100
    },
    'clock.steps-too-long',
  ],
  [
    'same day without a cut-off hour',
    birth,
    (d) => {
      d.clock.cutoff = undefined
    },
    'clock.no-cutoff',
  ],
  [
    'a choice of one',
    birth,
    (d) => {
      d.form[0]!.fields.at(-1)!.options!.length = 1
    },
    'field.options',
  ],
  [
    'blank Vietnamese',
    birth,
    (d) => {
      d.title.vi = '  '
    },
    'text.empty',
  ],
])('finds %s', (_what, definition, spoil, code) => {
  expect(codes(spoiled(definition, spoil))).toContain(code)
})

test('missing English only warns', () => {
  const findings = spoiled(birth, (copy) => {
    copy.title.en = undefined
  })
  expect(findings).toEqual([
    {
      severity: 'warning',
      code: 'text.no-english',
      place: 'title',
      message: expect.stringContaining('tiếng Anh'),
      todo: expect.stringMatching(/^Nên /),
    },
  ])
})
