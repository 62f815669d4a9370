import { run } from './command.ts'

await run(process.argv.slice(2), process.env.DATA_DIR)
