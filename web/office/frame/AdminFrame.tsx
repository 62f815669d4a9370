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
