/** What every group of rules is given. */
import type { UseFormReturnType } from '@mantine/form'
import type { Form } from './rules-form.ts'

export interface Group {
  readonly form: UseFormReturnType<Form>
}
