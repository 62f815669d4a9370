import { type ReactNode, useEffect, useState } from 'react'
import {
  NavLink,
  Outlet,
  ScrollRestoration,
  useLocation,
  useNavigate,
  useNavigation,
  useRouteLoaderData,
} from 'react-router'
import type { Me } from '../../../src/blocks/identity/contract.ts'
import { act, onSignedOut, uuid } from '../api.ts'
import { ActingFor, SeatChooser } from '../delegation/SeatChooser.tsx'
import { forget } from '../kept.ts'
import { useKeys } from '../keys.ts'
import { may, remember } from '../session.ts'
import { Counts } from './Counts.tsx'
import { Dialog } from './Dialog.tsx'
import { Help } from './Help.tsx'
import { SignInForm } from './SignInForm.tsx'
import { StepUp } from './StepUp.tsx'

export const useMe = (): Me => useRouteLoaderData('frame') as Me

export function Component() {
  return (
    <Shell top={<Counts />}>
      <Menu me={useMe()} />
    </Shell>
  )
}

/** Menu by work on the left, own counts on top, the screen below; the same for officers and administrators. */
export function Shell({ top, children }: { top: ReactNode; children: ReactNode }) {
  const me = useMe()
  const navigate = useNavigate()
  const navigation = useNavigation()
  const [help, setHelp] = useState(false)
  const [ended, setEnded] = useState(false)
  useEffect(() => onSignedOut(() => setEnded(true)), [])
  useKeys({ '?': () => setHelp(true) })

  async function signOut() {
    await act('/sign-out', {}, `sign-out.${uuid()}`).catch(() => {})
    remember(null)
    // The next person at this desk must not find what the last one typed.
    forget('')
    void import('../offline/vault.ts').then(({ lock }) => lock())
    navigate('/dang-nhap')
  }

  return (
    <div className="frame">
      <a className="skip" href="#main">
        Đến nội dung chính
      </a>
      {children}
      <header className="top">
        {top}
        <div className="who">
          <span className="who-name">
            <strong>{me.name}</strong>
            <SeatChooser me={me} />
          </span>
          <button type="button" className="plain-button" onClick={() => setHelp(true)} aria-label="Phím tắt">
            ?
          </button>
          <a className="plain-button" href="/can-bo/bao-mat">
            Bảo mật
          </a>
          <button type="button" className="plain-button" onClick={signOut}>
            Đăng xuất
          </button>
        </div>
        <ActingFor me={me} />
      </header>
      <main id="main" tabIndex={-1} aria-busy={navigation.state === 'loading'}>
        <Outlet />
      </main>
      <ScrollRestoration />
      <StepUp />
      <Help opened={help} onClose={() => setHelp(false)} />
      <Dialog opened={ended} onClose={() => setEnded(false)} title="Phiên làm việc đã hết">
        <p className="quiet">Đăng nhập lại để làm tiếp. Mọi nội dung đang nhập vẫn còn nguyên.</p>
        <SignInForm
          onSignedIn={(now) => {
            setEnded(false)
            if (now.account !== me.account) location.reload()
          }}
        />
      </Dialog>
    </div>
  )
}

function Menu({ me }: { me: Me }) {
  const { pathname, search } = useLocation()
  const queue = pathname === '/ho-so' ? (new URLSearchParams(search).get('queue') ?? 'all') : null
  const item = (to: string, name: string, current: boolean) => (
    <li>
      <NavLink to={to} aria-current={current ? 'page' : undefined} className={() => (current ? 'on' : '')}>
        {name}
      </NavLink>
    </li>
  )
  const reads = may(me, 'dossier.read')
  return (
    <nav className="menu" aria-label="Công việc">
      <p className="menu-title">Một cửa</p>
      {reads && (
        <>
          <h2 id="menu-dossiers">Hồ sơ</h2>
          <ul aria-labelledby="menu-dossiers">
            {item('/ho-so?queue=mine', 'Việc của tôi', queue === 'mine')}
            {item('/ho-so?queue=unassigned', 'Chưa phân công', queue === 'unassigned')}
            {item('/ho-so?queue=all', 'Tất cả', queue === 'all')}
          </ul>
        </>
      )}
      <ul>
        {may(me, 'schedule.serve') && item('/quay', 'Quầy gọi số', pathname === '/quay')}
        {may(me, 'dossier.receive') && item('/tiep-nhan', 'Tiếp nhận', pathname === '/tiep-nhan')}
        {may(me, 'scan.work') && item('/so-hoa', 'Số hóa', pathname.startsWith('/so-hoa'))}
        {may(me, 'identity.openCitizen') && item('/nguoi-dan', 'Người dân', pathname === '/nguoi-dan')}
        {may(me, 'report.read') && item('/quay/so-lieu', 'Số liệu theo quầy', pathname === '/quay/so-lieu')}
        {may(me, 'feedback.answer') &&
          item(
            '/phan-anh',
            'Phản ánh, hài lòng',
            pathname.startsWith('/phan-anh') || pathname === '/hai-long',
          )}
        {may(me, 'post.handle') && item('/buu-chinh', 'Bưu chính', pathname === '/buu-chinh')}
        {may(me, 'payment.collect') && item('/thu-phi', 'Thu phí, lệ phí', pathname === '/thu-phi')}
        {may(me, 'payment.reconcile') && item('/doi-soat', 'Đối soát', pathname === '/doi-soat')}
        {may(me, 'dossier.watch') &&
          item('/trung-tam', 'Theo dõi, đôn đốc', pathname.startsWith('/trung-tam'))}
        {reads && item('/don-doc', 'Lời đôn đốc', pathname === '/don-doc')}
        {me.position && item('/so-theo-doi', 'Sổ theo dõi', pathname === '/so-theo-doi')}
        {reads && item('/bao-cao', 'Báo cáo', pathname === '/bao-cao')}
        {me.position && item('/uy-quyen', 'Ủy quyền', pathname === '/uy-quyen')}
        {(may(me, 'dossier.breakGlass') || may(me, 'dossier.reviewOpenings')) &&
          item('/mo-khan-cap', 'Mở khẩn cấp', pathname === '/mo-khan-cap')}
        {reads && (
          <li>
            <a href="/dieu-hanh/">Trung tâm điều hành</a>
          </li>
        )}
      </ul>
    </nav>
  )
}
