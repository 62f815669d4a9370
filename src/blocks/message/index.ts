export { leaveNotice, markNotice, noticesOf } from './notices.ts'
