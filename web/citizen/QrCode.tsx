export { QrCode } from '../ui/QrCode.tsx'
