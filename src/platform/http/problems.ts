import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { unavailable } from '../command/run.ts'
import { isUnavailable } from '../database/connection.ts'

const TITLES: Record<number, string> = {
  400: 'Yêu cầu không đọc được',
  401: 'Cần đăng nhập',
  403: 'Không đủ quyền',
  404: 'Không tìm thấy',
  409: 'Trùng hoặc đã thay đổi',
  405: 'Phương thức không nhận',
  413: 'Quá lớn',
  415: 'Loại nội dung không nhận',
  422: 'Dữ liệu chưa đúng',
  429: 'Quá nhiều lần',
  431: 'Phần đầu yêu cầu quá lớn',
  500: 'Lỗi hệ thống',
  503: 'Tạm ngừng',
}

/** RFC 9457. */
export function problemBody(problem: Problem) {
  return {
    type: `urn:tan-trao:${problem.code}`,
    title: TITLES[problem.status] ?? 'Lỗi',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    errors: problem.errors,
  }
}

/** What Fastify itself refuses, told in our words. */
export function asProblem(error: unknown, bodyLimit?: number): Problem {
  if (error instanceof Problem) return error
  if (isUnavailable(error)) return unavailable()
  const { code, statusCode } = error as FastifyError
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const limit = bodyLimit ? `${Math.round(bodyLimit / 1024 / 1024)} MB` : 'mức cho phép'
    return new Problem('request.too-large', 413, `Nội dung gửi lên vượt ${limit}. Hãy chia nhỏ và gửi lại.`)
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Problem('request.media-type', 415, 'Loại nội dung không nhận: hãy gửi application/json.')
  if (
    error instanceof SyntaxError ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    code === 'FST_ERR_CTP_INVALID_JSON_BODY'
  )
    return new Problem(
      'request.not-json',
      400,
      'Nội dung gửi lên không phải JSON đúng. Hãy kiểm tra dấu ngoặc, dấu phẩy.',
    )
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem(
      'request.refused',
      statusCode,
      'Yêu cầu không hợp lệ. Hãy kiểm tra lại địa chỉ và nội dung.',
    )
  return new Problem(
    'system.error',
    500,
    'Hệ thống gặp lỗi và chưa ghi gì. Xin thử lại; nếu còn lỗi, hãy báo người quản trị.',
  )
}

export function answerProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = asProblem(error, request.routeOptions.bodyLimit)
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
  if (problem.status === 503) reply.header('retry-after', '5')
  if (problem.status === 429) reply.header('retry-after', '60')
  return reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(problemBody(problem))
}
