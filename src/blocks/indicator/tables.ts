/** This block's own schema. */
export type IndicatorTables = {
  'indicator.index_setting': { key: string; valid_from: string; value: number | string; source: string }
}
