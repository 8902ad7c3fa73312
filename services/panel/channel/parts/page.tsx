/** What the pages are made of: a title with its actions, and cards. */
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import classes from './page.module.css'

/** A page with its title, which stands in the title of the window, too. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: string
  /** What the page is for, in a sentence. */
  readonly lead?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · StreamBot`
  }, [title])
  return (
    <>
      <div className={classes.head}>
        <div className={classes.heading}>
          <h1 className={classes.title}>{title}</h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      <div className={classes.body}>{children}</div>
    </>
  )
}

export function Card({
  title,
  actions,
  children,
}: {
  readonly title?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={classes.card} aria-label={title}>
      {(title !== undefined || actions !== undefined) && (
        <div className={classes.cardHead}>
          {title !== undefined && <h2 className={classes.cardTitle}>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}

/** Cards side by side where there is room, below each other where there is none. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>
}
