/**
 * Who trades: the account an operator wrote a file for, and its lanes (one per account and broker).
 */
@Export
@Version("1.1.0")
package io.nija.account;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
