import { createTheme } from '@mantine/core'

/** Mantine dressed in the tokens of web/ui: one green, lines instead of shadows, 14/22 type. */
export const theme = createTheme({
  colors: {
    tea: [
      '#EEF6F3',
      '#D9EAE4',
      '#B5D5CA',
      '#8DBEAE',
      '#69A893',
      '#3F8D75',
      '#22745F',
      '#0B5D4B',
      '#084A3C',
      '#05362C',
    ],
  },
  primaryColor: 'tea',
  primaryShade: 7,
  white: '#FFFFFF',
  black: '#1B1F23',
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  fontSizes: { xs: '13px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.571', md: '1.571', lg: '1.5', xl: '1.5' },
  defaultRadius: 4,
  focusRing: 'never',
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'sm' } },
  },
})
