#pragma once

#include "geodata/filter_words.h"  // where stories read them too
