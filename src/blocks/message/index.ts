export { leaveNotice, markNotice, type Notice, noticesOf } from './notices.ts'
