/**
 * API keys: who asks for which, what was found, and the only way to use one; single secrets too.
 */
@Export
@Version("1.1.0")
package io.nija.credentials;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
