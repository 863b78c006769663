# SPDX-License-Identifier: LGPL-3.0-or-later
import numpy as np
print(np.int64(1) + 1)
