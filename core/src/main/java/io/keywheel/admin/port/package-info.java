/** What the admin plane asks of the rest of the house: small interfaces and the plain values that pass through them. */
@NullMarked
package io.keywheel.admin.port;

import org.jspecify.annotations.NullMarked;
