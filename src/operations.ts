import * as content from './blocks/content/index.ts'
import * as document from './blocks/document/index.ts'
import * as dossier from './blocks/dossier/index.ts'
import * as identity from './blocks/identity/index.ts'
import * as indicator from './blocks/indicator/index.ts'
import * as message from './blocks/message/index.ts'
import * as organisation from './blocks/organisation/index.ts'
import * as payment from './blocks/payment/index.ts'
import * as procedure from './blocks/procedure/index.ts'
import * as schedule from './blocks/schedule/index.ts'
import * as audit from './platform/audit/index.ts'
import type { Operation } from './platform/command/declare.ts'
import { Registry } from './platform/command/registry.ts'

const isOperation = (each: unknown): each is Operation =>
  typeof each === 'object' && each !== null && 'kind' in each && 'route' in each && 'run' in each

/** Every verb and question that the blocks' doors show. */
export function allOperations(): Registry {
  const doors = [
    organisation,
    identity,
    procedure,
    document,
    dossier,
    message,
    content,
    payment,
    indicator,
    schedule,
    audit,
  ]
  return new Registry(doors.flatMap((door) => Object.values(door).filter(isOperation)))
}
