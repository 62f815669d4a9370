/** What of bpmn-moddle this room uses; the package brings no declarations of its calls. */
declare module 'bpmn-moddle' {
  export type Element = {
    $type: string
    id?: string
    name?: string
    [property: string]: any
  }
  export type Warning = { message: string; element?: Element; property?: string; value?: string }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    create(type: string, properties?: Record<string, unknown>): Element
    fromXML(
      xml: string,
    ): Promise<{ rootElement: Element; warnings: Warning[]; elementsById: Record<string, Element> }>
    toXML(element: Element, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
