import { NavLink } from 'react-router'
import { may } from '../session.ts'
import { Shell, useMe } from './Frame.tsx'

type Entry = { to: string; name: string; permission: string }

/** What stands in the administration's menu; a person sees what a grant of theirs opens. */
const GROUPS: { title: string; entries: Entry[] }[] = [
  {
    title: 'Thủ tục',
    entries: [{ to: '/thu-tuc', name: 'Thủ tục và bản thảo', permission: 'procedure.readDrafts' }],
  },
  {
    title: 'Con người',
    entries: [
      { to: '/tai-khoan', name: 'Tài khoản cán bộ', permission: 'identity.administer' },
      { to: '/vi-tri', name: 'Vị trí và quyền', permission: 'organisation.change' },
      { to: '/nhap-can-bo', name: 'Nhập danh sách', permission: 'identity.administer' },
      { to: '/phien', name: 'Phiên đăng nhập', permission: 'identity.administer' },
      { to: '/hop-thu', name: 'Hộp thư công vụ', permission: 'identity.administer' },
      { to: '/xac-thuc-hai-lop', name: 'Xác thực hai lớp', permission: 'identity.administer' },
    ],
  },
  {
    title: 'Hệ thống',
    entries: [
      { to: '/ban-tiep-nhan', name: 'Bàn tiếp nhận, quầy', permission: 'schedule.change' },
      { to: '/doi-tac', name: 'Hệ thống đối tác', permission: 'identity.administer' },
      { to: '/khoa-ky', name: 'Khóa ký', permission: 'identity.administer' },
      { to: '/lien-thong', name: 'Liên thông', permission: 'exchange.read' },
      { to: '/che-do', name: 'Chế độ nộp trực tuyến', permission: 'organisation.change' },
      { to: '/thong-bao', name: 'Thông báo', permission: 'notice.administer' },
      { to: '/mau-giay', name: 'Mẫu giấy', permission: 'letter.administer' },
    ],
  },
  {
    title: 'Giám sát',
    entries: [
      { to: '/nhat-ky', name: 'Nhật ký truy vết', permission: 'audit.read' },
      { to: '/cau-hoi', name: 'Câu hỏi về dữ liệu', permission: 'dossier.answerDataQuestion' },
    ],
  },
]

/** The administration: designing procedures, people and rights, proof. */
export function Component() {
  const me = useMe()
  return (
    <Shell top={<strong>Quản trị</strong>}>
      <nav className="menu" aria-label="Quản trị">
        <p className="menu-title">Quản trị</p>
        {GROUPS.map((group) => {
          const open = group.entries.filter((entry) => may(me, entry.permission))
          if (open.length === 0) return null
          return (
            <div key={group.title}>
              <h2>{group.title}</h2>
              <ul>
                {open.map((entry) => (
                  <li key={entry.to}>
                    <NavLink to={entry.to} className={({ isActive }) => (isActive ? 'on' : '')}>
                      {entry.name}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
        <ul>
          <li>
            <a href="/can-bo/">Làm việc với hồ sơ</a>
          </li>
        </ul>
      </nav>
    </Shell>
  )
}
