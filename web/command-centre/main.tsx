import '../ui/tokens.css'
import '../ui/fonts.css'
import '../ui/fonts-semibold.css'
import '../ui/base.css'
import './wall.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Wall } from './Wall.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Wall />
  </StrictMode>,
)
