/** The connection status report: facts from the status model, rendered as Markdown and as a document. */
package io.nija.report.internal;
