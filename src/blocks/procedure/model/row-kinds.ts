// Apart from the definition's schemas: the designer's browser needs the list and no validator.
/** What a row of a repeating group may ask: nothing that repeats, computes or uploads by itself. */
export const ROW_KINDS = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'year',
  'choice',
  'choices',
  'yesNo',
  'person',
  'citizenId',
  'taxCode',
  'phone',
  'email',
  'commune',
  'address',
  'organisation',
] as const
