import { z } from 'zod'

export const SignInInput = z.strictObject({
  userName: z.string().trim().min(1, 'Nhập tên đăng nhập').max(100),
  password: z.string().min(1, 'Nhập mật khẩu').max(200),
})

/** Who is signed in, in which seats, allowed what: all a surface needs to draw its menu. */
export const Me = z.object({
  account: z.string(),
  name: z.string(),
  userName: z.string(),
  position: z.object({ id: z.string(), title: z.string(), roles: z.array(z.string()) }).nullable(),
  agency: z.object({ code: z.string(), name: z.string() }).nullable(),
  permissions: z.array(z.string()),
})
export type Me = z.infer<typeof Me>
