#pragma once

#include "geodata/boundaries.h"

namespace terreau {

EdgeBands make_bands(const DepartmentGeometry& geometry);  // internal, for department_at()

}  // namespace terreau
