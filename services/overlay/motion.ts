const wish = matchMedia('(prefers-reduced-motion: reduce)')

/** Whether less motion is wished for. */
export const calm = (): boolean => wish.matches
