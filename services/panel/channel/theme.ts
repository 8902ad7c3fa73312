/** How the panel looks: the colours of the public pages, said to Mantine. */
import {
  convertCssVariables,
  createTheme,
  type CSSVariablesResolver,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  type MantineColorsTuple,
  mergeMantineTheme,
} from '@mantine/core'

const brand: MantineColorsTuple = [
  '#e4f3ed',
  '#c9ead9',
  '#9fe0c3',
  '#6fdcb2',
  '#3fd6a4',
  '#1fb587',
  '#0f9070',
  '#0b7a5f',
  '#08624c',
  '#05493a',
]

/** From text to ground in the dark theme. */
const dark: MantineColorsTuple = [
  '#eef3f0',
  '#c9d4ce',
  '#9caba4',
  '#6f7f77',
  '#3b4842',
  '#26312c',
  '#1a2420',
  '#141b18',
  '#0c110f',
  '#080c0a',
]

/** Mantine's own red and yellow are too light to read white on, or on white. */
const red: MantineColorsTuple = [
  '#fbeae8',
  '#f6d2ce',
  '#f0b1ab',
  '#ff9d94',
  '#e2685e',
  '#d5473b',
  '#c4342a',
  '#b3261e',
  '#94201a',
  '#771b16',
]
const yellow: MantineColorsTuple = [
  '#fdf3d7',
  '#f8e6b0',
  '#f0d57f',
  '#e6c25c',
  '#cfa52f',
  '#a88312',
  '#8b6a03',
  '#7a5b00',
  '#644a00',
  '#4e3a00',
]

// The library that keeps the page from scrolling behind a window writes style elements, which the content security policy refuses.
const still = { defaultProps: { lockScroll: false } }

export const theme = createTheme({
  primaryColor: 'brand',
  // White is readable on it in both themes.
  primaryShade: 7,
  colors: { brand, dark, red, yellow },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  headings: { fontWeight: '650' },
  components: { Modal: still, Drawer: still },
})

const resolve: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f7f5',
    '--mantine-color-text': '#131a17',
    '--mantine-color-dimmed': '#55605b',
    '--mantine-color-placeholder': '#5f6b65',
    '--mantine-color-error': '#b3261e',
    '--card': '#ffffff',
    '--line': '#dfe5e1',
    '--wash': '#e4f3ed',
    '--accent': '#0b7a5f',
    '--bad': '#b3261e',
    '--bad-wash': '#fbeae8',
    '--wait': '#7a5b00',
    '--wait-wash': '#fdf3d7',
    '--twitch': '#7a3ce0',
    '--youtube': '#c4161c',
    '--kick': '#1d7a0d',
  },
  dark: {
    '--mantine-color-body': '#0c110f',
    '--mantine-color-text': '#eef3f0',
    '--mantine-color-dimmed': '#9caba4',
    '--mantine-color-placeholder': '#8b9a93',
    '--mantine-color-error': '#ff9d94',
    '--card': '#141b18',
    '--line': '#26312c',
    '--wash': '#12291f',
    '--accent': '#3fd6a4',
    '--bad': '#ff9d94',
    '--bad-wash': '#2f1715',
    '--wait': '#e6c25c',
    '--wait-wash': '#2b2410',
    '--twitch': '#b794ff',
    '--youtube': '#ff6b70',
    '--kick': '#53fc18',
  },
})

/** Gives the page the variables of the theme, as a sheet made by script, which the content security policy admits. */
export function applyVariables(): void {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme)
  const [usual, ours] = [defaultCssVariablesResolver(whole), resolve(whole)]
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    convertCssVariables(
      {
        variables: { ...usual.variables, ...ours.variables },
        light: { ...usual.light, ...ours.light },
        dark: { ...usual.dark, ...ours.dark },
      },
      ':root',
    ),
  )
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
