s/: [0-9][0-9.e*^-]*$/: measured/
s/: Missing\[NotAvailable\]$/: measured/
s/^Bottlenecks: {.*}$/Bottlenecks: listed/
