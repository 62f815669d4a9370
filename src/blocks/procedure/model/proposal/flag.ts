/** What a draft made from the national catalogue leaves for an official to decide: where in it, and what. */
export type Flag = { path: string; message: string }
