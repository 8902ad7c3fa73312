/** The panel of whoever runs the channel. */
import '@mantine/core/styles.css'
import './channel.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { findPage } from '../parts/dom.ts'
import { questions } from './asking.ts'
import { Notices } from './parts/notices.tsx'
import { router } from './routes.tsx'
import { applyVariables, theme } from './theme.ts'

applyVariables()
createRoot(findPage()).render(
  // Mantine's own style elements are off: the content security policy admits none. See theme.ts.
  <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
    <QueryClientProvider client={questions}>
      <Notices />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
)
