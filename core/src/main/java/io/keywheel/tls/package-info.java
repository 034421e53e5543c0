/** Certificates: whose are believed, and those that this process shows. */
@NullMarked
package io.keywheel.tls;

import org.jspecify.annotations.NullMarked;
