/** The operations of the admin API, each a few lines between the contract and a port. */
@NullMarked
package io.keywheel.admin.endpoint;

import org.jspecify.annotations.NullMarked;
