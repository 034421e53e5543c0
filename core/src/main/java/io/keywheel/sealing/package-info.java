/** How secrets are sealed before they rest or travel: keys derived from the master key, contents bound to their place. */
@NullMarked
package io.keywheel.sealing;

import org.jspecify.annotations.NullMarked;
