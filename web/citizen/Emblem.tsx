/** After the idea of the national emblem: gold star on a red disc between ears of rice, a cogwheel and a ribbon below. */
export function Emblem() {
  return (
    <svg className="emblem" viewBox="0 0 64 64" width="56" height="56" aria-hidden="true" focusable="false">
      <circle cx="32" cy="31" r="29" fill="#f2b705" />
      <circle cx="32" cy="31" r="27" fill="#c8102e" />
      <path
        d="M32 9l3.4 10.3h10.9l-8.8 6.4 3.4 10.4L32 29.7l-8.9 6.4 3.4-10.4-8.8-6.4h10.9z"
        fill="#ffcd00"
      />
      <g fill="none" stroke="#ffcd00" strokeWidth="3.4" strokeLinecap="round" strokeDasharray="0.1 4.6">
        <path d="M28 56C15 52 8 43 8 29c0-6 2-11 5-15" />
        <path d="M36 56c13-4 20-13 20-27 0-6-2-11-5-15" />
      </g>
      <circle cx="32" cy="46" r="6" fill="none" stroke="#ffcd00" strokeWidth="3" />
      <circle
        cx="32"
        cy="46"
        r="8.5"
        fill="none"
        stroke="#ffcd00"
        strokeWidth="2.6"
        strokeDasharray="3.3 3.4"
      />
      <path d="M14 52c11 6 25 6 36 0l2 7c-12 5-28 5-40 0z" fill="#a50d26" stroke="#f2b705" />
    </svg>
  )
}
