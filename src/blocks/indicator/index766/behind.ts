import type { Behind } from '../../dossier/index.ts'

/** Which dossiers stand behind a component; those of procedures and of feedback have none of their own. */
export const BEHIND_COMPONENT: Partial<Record<string, Behind>> = {
  '1.4': 'synced',
  '2.1': 'handled',
  '2.2': 'ended',
  '3.3': 'online',
  '4.1': 'resulted',
  '4.2': 'digital',
  '4.3': 'reused',
  '4.4': 'shared',
  // Who was dissatisfied stays untold: behind it stand those handled in time and those late.
  '5.4': 'handled',
}
