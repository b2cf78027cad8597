/** One answer, two renderings: text for people and JSON for programs. */
package io.nija.console.internal.render;
