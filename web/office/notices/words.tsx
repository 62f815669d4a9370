import { NavLink } from 'react-router'
import type { Channel, DeliveryView } from '../../../src/blocks/message/contract.ts'

export const CHANNEL_NAMES: Record<Channel, string> = { email: 'Thư điện tử', sms: 'SMS', zalo: 'Zalo' }
export const STATE_NAMES: Record<DeliveryView['state'], string> = {
  waiting: 'Đang chờ gửi',
  sent: 'Đã gửi',
  delivered: 'Đã đến máy',
  failed: 'Gửi lỗi',
}

/** The three screens of notices, one after another. */
export function NoticeMenu() {
  const item = (to: string, name: string) => (
    <li>
      <NavLink to={to} end className={({ isActive }) => (isActive ? 'on' : '')}>
        {name}
      </NavLink>
    </li>
  )
  return (
    <nav aria-label="Thông báo">
      <ul className="notice-menu">
        {item('/thong-bao', 'Tin đã gửi')}
        {item('/thong-bao/mau', 'Mẫu lời báo')}
        {item('/thong-bao/kenh', 'Kênh và giờ gửi')}
      </ul>
    </nav>
  )
}
