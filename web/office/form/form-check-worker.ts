import { PlaceBook } from '../../../src/blocks/organisation/model/places.ts'
import type { Definition } from '../../../src/blocks/procedure/model/definition.ts'
import { validateAnswers } from '../../../src/blocks/procedure/model/form-schema.ts'
import type { FormCheckAnswer, FormCheckAsked } from './form-check.ts'

/**
 * The server's own check of a form, in the browser. A worker of its own because Ajv compiles the schema to code: the page's
 * policy forbids that, this file's own answer allows it here and nothing else (decision 0011).
 */
let form: Definition['form'] = []
let places: PlaceBook | undefined

self.onmessage = ({ data }: MessageEvent<FormCheckAsked>) => {
  if (data.kind === 'form') {
    form = data.form
    return
  }
  if (data.kind === 'places') {
    places = new PlaceBook(data.rows, data.province)
    return
  }
  const { errors } = validateAnswers({ form }, data.answers, {
    applicant: data.applicant,
    places,
    partial: true,
  })
  self.postMessage({ turn: data.turn, errors } satisfies FormCheckAnswer)
}
