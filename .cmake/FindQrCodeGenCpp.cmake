# QrCodeGenCpp::QrCodeGenCpp, Nayuki's QR Code generator. Its Debian package has no CMake configuration, and
# packages put the header in different folders.
find_path(QrCodeGenCpp_INCLUDE_DIR qrcodegen.hpp PATH_SUFFIXES qrcodegen qrcodegencpp)
find_library(QrCodeGenCpp_LIBRARY NAMES qrcodegencpp)
mark_as_advanced(QrCodeGenCpp_INCLUDE_DIR QrCodeGenCpp_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(QrCodeGenCpp REQUIRED_VARS QrCodeGenCpp_LIBRARY QrCodeGenCpp_INCLUDE_DIR)
if(QrCodeGenCpp_FOUND AND NOT TARGET QrCodeGenCpp::QrCodeGenCpp)
    add_library(QrCodeGenCpp::QrCodeGenCpp UNKNOWN IMPORTED)
    set_target_properties(QrCodeGenCpp::QrCodeGenCpp PROPERTIES
        IMPORTED_LOCATION ${QrCodeGenCpp_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${QrCodeGenCpp_INCLUDE_DIR})
endif()
