# IsaL::IsaL, the Intelligent Storage Acceleration Library, which has no CMake configuration.
find_path(IsaL_INCLUDE_DIR isa-l/igzip_lib.h)
find_library(IsaL_LIBRARY NAMES isal)
mark_as_advanced(IsaL_INCLUDE_DIR IsaL_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(IsaL REQUIRED_VARS IsaL_LIBRARY IsaL_INCLUDE_DIR)
if(IsaL_FOUND AND NOT TARGET IsaL::IsaL)
    add_library(IsaL::IsaL UNKNOWN IMPORTED)
    set_target_properties(IsaL::IsaL PROPERTIES
        IMPORTED_LOCATION ${IsaL_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${IsaL_INCLUDE_DIR})
endif()
